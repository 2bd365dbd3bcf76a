package io.taskqueue.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private final List<JsonNode> properties = read("META-INF/spring-configuration-metadata.json");

	@Test
	void everyPropertyHasDescription() {
		assertThat(this.properties).hasSizeGreaterThan(20)
			.allSatisfy((property) -> assertThat(property.path("description").asString("")).as(name(property))
				.isNotBlank()
				.doesNotStartWithIgnoringCase("the ")
				.doesNotStartWithIgnoringCase("a "));
	}

	@Test
	void switchesAreDescribedAsSuch() {
		assertThat(this.properties)
			.filteredOn((property) -> property.path("type").asString().equals("java.lang.Boolean"))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString()).as(name(property))
				.startsWithIgnoringCase("whether "));
	}

	@Test
	void listsAreDescribedAsSuch() {
		assertThat(this.properties)
			.filteredOn((property) -> property.path("type").asString().startsWith("java.util.List"))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString()).as(name(property))
				.startsWithIgnoringCase("comma-separated list "));
	}

	@Test
	void everyPropertyIsInOurNamespace() {
		assertThat(this.properties).extracting(ConfigurationMetadataTests::name)
			.allSatisfy((name) -> assertThat(name).satisfiesAnyOf((ours) -> assertThat(ours).startsWith("taskqueue."),
					(health) -> assertThat(health).isEqualTo("management.health.taskqueue.enabled")));
	}

	@Test
	void defaultsOfPropertiesAreShown() {
		Map<String, String> defaults = new HashMap<>();
		this.properties.forEach((property) -> defaults.put(name(property), property.path("defaultValue").asString("")));

		assertThat(defaults).containsEntry("taskqueue.broker", "rabbitmq")
			.containsEntry("taskqueue.default-queue", "tasks")
			.containsEntry("taskqueue.result.expires", "1d")
			.containsEntry("taskqueue.worker.enabled", "true");
	}

	@Test
	void handwrittenMetadataIsSorted() {
		assertThat(read("META-INF/additional-spring-configuration-metadata.json"))
			.isSortedAccordingTo(Comparator.comparing(ConfigurationMetadataTests::name));
	}

	private static String name(JsonNode property) {
		return property.path("name").asString();
	}

	private static List<JsonNode> read(String resource) {
		try (InputStream json = TaskQueueProperties.class.getClassLoader().getResourceAsStream(resource)) {
			return new JsonMapper().readTree(json).path("properties").valueStream().toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
