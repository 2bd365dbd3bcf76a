package io.taskqueue.client;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DerivedIdsTests {

	private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

	@Test
	void isVersion5AsOthersMakeIt() {
		// Python: uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org')
		assertThat(DerivedIds.version5(DNS, "python.org")).hasToString("886313e1-3b8a-5372-9b90-0c9aee199e5d");
	}

	@Test
	void isTheSameEachTime() {
		String id = DerivedIds.derive("00000000-0000-4000-8000-000000000001", "link", 0);

		assertThat(DerivedIds.derive("00000000-0000-4000-8000-000000000001", "link", 0)).isEqualTo(id);
		assertThat(UUID.fromString(id).version()).isEqualTo(5);
		assertThat(UUID.fromString(id).variant()).isEqualTo(2);
	}

	@Test
	void staysTheSameBetweenVersions() {
		assertThat(DerivedIds.derive("parent", "link", 3)).isEqualTo("2705abe0-ee4f-59e8-8f37-e1f9be01a29e");
	}

	@Test
	void differsByEachParameter() {
		Set<String> ids = new HashSet<>();
		for (String parent : Set.of("a", "b", "a\nlink")) {
			for (String kind : Set.of("link", "chain", "errback")) {
				for (int position = 0; position < 12; position++) {
					ids.add(DerivedIds.derive(parent, kind, position));
				}
			}
		}

		assertThat(ids).hasSize(3 * 3 * 12);
	}

}
