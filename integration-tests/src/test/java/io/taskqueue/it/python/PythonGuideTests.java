package io.taskqueue.it.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide to Python shows code that is tested: each block is part of a file of
 * {@link GuideIT}.
 */
class PythonGuideTests {

	private static final List<Path> SAMPLES = List.of(Path.of("src/test/python"),
			Path.of("src/test/java/com/example/invoices"), Path.of("src/test/resources/guide"));

	@Test
	void everyBlockIsPartOfATestedFile() throws IOException {
		String page = Files.readString(Path.of("../docs/python.md"));
		List<String> blocks = Pattern.compile("```(?:python|java|yaml)\n(.*?)```", Pattern.DOTALL)
			.matcher(page)
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
		List<String> samples = SAMPLES.stream().flatMap(PythonGuideTests::contents).toList();

		assertThat(blocks).hasSizeGreaterThan(8)
			.allSatisfy((block) -> assertThat(samples).anySatisfy((sample) -> assertThat(sample).contains(block)));
	}

	private static Stream<String> contents(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter(Files::isRegularFile).map(PythonGuideTests::read).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
