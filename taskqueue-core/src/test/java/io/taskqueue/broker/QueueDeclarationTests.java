package io.taskqueue.broker;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QueueDeclarationTests {

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 256 })
	void priorityBeyondWhatABrokerKnowsIsRefused(int maxPriority) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new QueueDeclaration("letters", null, maxPriority, Map.of()))
			.withMessageContaining("letters")
			.withMessageContaining("255");
	}

	@Test
	void blankNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> QueueDeclaration.named(" "));
	}

	@Test
	void namedQueueHasNoArguments() {
		assertThat(QueueDeclaration.named("letters")).isEqualTo(new QueueDeclaration("letters", null, null, Map.of()));
	}

}
