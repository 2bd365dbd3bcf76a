package io.taskqueue.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code in the README is the code of the application that is built outside this build.
 */
class ReadmeTests {

	private static final Path SOURCES = Path.of("src/it/outside/src/main/java/com/example/reports");

	@Test
	void theReadmeShowsTheCodeOfTheOutsideApplication() throws IOException {
		String example = example(Files.readString(Path.of("../README.md")));

		assertThat(example)
			.isEqualTo(type("Reports.java", "@Component") + "\n" + type("ReportController.java", "@RestController"));
	}

	private static String example(String readme) {
		Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
		assertThat(block.find()).isTrue();
		return block.group(1);
	}

	private static String type(String file, String beginning) throws IOException {
		String source = Files.readString(SOURCES.resolve(file));
		return source.substring(source.indexOf(beginning));
	}

}
