package io.taskqueue.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of properties is written from their metadata. Run with
 * {@code -Dtaskqueue.docs.update} to write {@code docs/properties.md} anew.
 */
class ConfigurationReferenceTests {

	private static final Path PAGE = Path.of("..", "docs", "properties.md");

	@Test
	void thePageOfPropertiesIsUpToDate() throws IOException {
		String page = page();
		if (System.getProperty("taskqueue.docs.update") != null) {
			Files.writeString(PAGE, page);
		}

		assertThat(Files.readString(PAGE)).isEqualTo(page);
	}

	private static String page() throws IOException {
		try (InputStream json = TaskQueueProperties.class.getClassLoader()
			.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
			String rows = new JsonMapper().readTree(json)
				.path("properties")
				.valueStream()
				.map(ConfigurationReferenceTests::row)
				.sorted()
				.collect(Collectors.joining());
			return "# Properties\n\nWritten from the configuration metadata that IDEs use for completion; all are optional.\n\n"
					+ "| property | default | meaning |\n|---|---|---|\n" + rows;
		}
	}

	private static String row(JsonNode property) {
		String value = property.path("defaultValue").asString("");
		return "| `" + property.path("name").asString() + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | "
				+ property.path("description").asString().replace("|", "\\|") + " |\n";
	}

}
