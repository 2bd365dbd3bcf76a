def log = new File(basedir, "build.log").text
assert log.contains("-> report for 42") : "The application has not printed its result"
assert new File(basedir, "target/reports-1.0.0.jar").exists()
