package io.taskqueue.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogTests {

	@Test
	void messagesLeaveInTheOrderInWhichTheyCame() {
		Backlog backlog = new Backlog(0);

		List.of(1, 2, 3).forEach((sequence) -> backlog.add(message(sequence, null)));

		assertThat(pollAll(backlog)).containsExactly(1L, 2L, 3L);
		assertThat(backlog.isEmpty()).isTrue();
	}

	@Test
	void higherPriorityLeavesFirst() {
		Backlog backlog = new Backlog(9);

		backlog.add(message(1, 0));
		backlog.add(message(2, 9));
		backlog.add(message(3, null));
		backlog.add(message(4, 5));

		assertThat(pollAll(backlog)).containsExactly(2L, 4L, 1L, 3L);
	}

	@Test
	void priorityBeyondTheRangeCountsAsItsEnd() {
		Backlog backlog = new Backlog(5);

		backlog.add(message(1, -3));
		backlog.add(message(2, 5));
		backlog.add(message(3, 200));

		assertThat(pollAll(backlog)).containsExactly(2L, 3L, 1L);
	}

	@Test
	void withoutPrioritiesThePropertyIsIgnored() {
		Backlog backlog = new Backlog(0);

		backlog.add(message(1, 0));
		backlog.add(message(2, 9));

		assertThat(pollAll(backlog)).containsExactly(1L, 2L);
	}

	@Test
	void returnedMessagesTakeTheirOldPlaces() {
		Backlog backlog = new Backlog(9);
		List.of(1, 2, 3, 4).forEach((sequence) -> backlog.add(message(sequence, 4)));
		List<StoredMessage> taken = new ArrayList<>();
		List.of(1, 2, 3).forEach((ignored) -> taken.add(backlog.poll()));

		backlog.giveBack(taken.get(2));
		backlog.giveBack(taken.get(0));
		backlog.add(message(5, 9));
		backlog.giveBack(taken.get(1));

		assertThat(pollAll(backlog)).containsExactly(5L, 1L, 2L, 3L, 4L);
	}

	private static List<Long> pollAll(Backlog backlog) {
		List<Long> sequences = new ArrayList<>();
		while (!backlog.isEmpty()) {
			sequences.add(backlog.poll().sequence());
		}
		assertThat(backlog.poll()).isNull();
		return sequences;
	}

	private static StoredMessage message(long sequence, @Nullable Integer priority) {
		MessageProperties properties = new MessageProperties(null, null, true, priority, null, null);
		return new StoredMessage(new Message(properties, Map.of(), new byte[0]), "", "queue", sequence, false);
	}

}
