package io.taskqueue.contract.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds the program {@code redis-server}: the installed one, or else the one in the jar
 * {@code org.signal:embedded-redis}, which has it for Linux and macOS.
 */
final class RedisBinary {

	private static final String CARRIED = "/redis-server-7.0.15-";

	private RedisBinary() {
	}

	/**
	 * Find the program.
	 * @param folder where to unpack it, if it must be
	 */
	static Path find(Path folder) throws IOException {
		String searched = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/local/bin"
				+ File.pathSeparator + "/opt/homebrew/bin";
		Path installed = Stream.of(searched.split(File.pathSeparator))
			.map((entry) -> Path.of(entry, "redis-server"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
		return (installed != null) ? installed : unpack(folder);
	}

	private static Path unpack(Path folder) throws IOException {
		try (InputStream stream = RedisBinary.class.getResourceAsStream(CARRIED + platform())) {
			if (stream == null) {
				throw new IllegalStateException(
						"There is no Redis for the tests. Start Docker, or install Redis (Debian and "
								+ "Ubuntu: apt-get install redis-server; macOS: brew install redis), or set "
								+ RedisServer.URI_VARIABLE);
			}
			Path unpacked = folder.resolve("redis-server");
			Files.copy(stream, unpacked);
			if (!unpacked.toFile().setExecutable(true)) {
				throw new IOException("Could not make " + unpacked + " executable");
			}
			return unpacked;
		}
	}

	private static String platform() {
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		String architecture = System.getProperty("os.arch");
		return (system.contains("mac") ? "darwin" : system) + "-"
				+ ("aarch64".equals(architecture) ? "arm64" : "x86_64".equals(architecture) ? "amd64" : architecture);
	}

}
