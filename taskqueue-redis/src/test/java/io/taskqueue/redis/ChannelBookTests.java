package io.taskqueue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelBookTests {

	private final ChannelBook book = new ChannelBook();

	private final Consumer<byte[]> first = (message) -> {
	};

	private final Consumer<byte[]> second = (message) -> {
	};

	@Test
	void asksForAChannelOnceForAllItsListeners() {
		this.book.add("a", this.first);
		this.book.add("a", this.second);

		assertThat(this.book.next()).isEqualTo(subscribe("a"));
		assertThat(this.book.next()).isNull();
		assertThat(this.book.listeners("a")).containsExactly(this.first, this.second);
	}

	@Test
	void aListenerIsToldWhenItsChannelIsInForce() {
		CompletableFuture<Void> waiting = this.book.add("a", this.first);
		this.book.next();

		assertThat(this.book.confirm("a", true)).isSameAs(waiting);
		assertThat(this.book.add("a", this.second)).isSameAs(waiting);
	}

	@Test
	void gathersWhatComesDuringABatchForTheNext() {
		this.book.add("a", this.first);
		this.book.next();
		this.book.add("b", this.first);
		this.book.add("c", this.first);

		assertThat(this.book.next()).isNull();
		this.book.confirm("a", true);
		assertThat(this.book.next()).isEqualTo(subscribe("b", "c"));
	}

	@Test
	void aBatchHasABound() {
		IntStream.range(0, ChannelBook.LARGEST_BATCH + 1).forEach((n) -> this.book.add("c" + n, this.first));

		List<String> channels = new ArrayList<>(this.book.next().channels());

		assertThat(channels).hasSize(ChannelBook.LARGEST_BATCH);
		channels.forEach((channel) -> this.book.confirm(channel, true));
		assertThat(this.book.next()).isEqualTo(subscribe("c" + ChannelBook.LARGEST_BATCH));
	}

	@Test
	void givesUpAChannelWithItsLastListener() {
		inForce("a", this.first, this.second);

		this.book.remove("a", this.first);
		assertThat(this.book.next()).isNull();

		this.book.remove("a", this.second);
		assertThat(this.book.next()).isEqualTo(unsubscribe("a"));
		assertThat(this.book.isEmpty()).isTrue();
	}

	@Test
	void aListenerThatIsRemovedTwiceDoesNotTakeAnotherWithIt() {
		inForce("a", this.first, this.second);

		this.book.remove("a", this.first);
		this.book.remove("a", this.first);

		assertThat(this.book.listeners("a")).containsExactly(this.second);
	}

	@Test
	void aChannelWantedAgainBeforeItWasGivenUpIsInForceAllTheTime() {
		inForce("a", this.first);
		this.book.remove("a", this.first);

		assertThat(this.book.add("a", this.second)).isCompleted();
		assertThat(this.book.next()).isNull();
	}

	@Test
	void aChannelWantedAgainWhileItIsGivenUpIsAskedForAgain() {
		inForce("a", this.first);
		this.book.remove("a", this.first);
		this.book.next();
		CompletableFuture<Void> again = this.book.add("a", this.second);

		assertThat(again).isNotDone();
		this.book.confirm("a", false);
		assertThat(this.book.next()).isEqualTo(subscribe("a"));
		assertThat(this.book.confirm("a", true)).isSameAs(again);
	}

	@Test
	void aChannelGivenUpWhileItIsAskedForIsGivenUpAfterwards() {
		this.book.add("a", this.first);
		this.book.next();
		this.book.remove("a", this.first);

		assertThat(this.book.next()).isNull();
		assertThat(this.book.confirm("a", true)).isNull();
		assertThat(this.book.next()).isEqualTo(unsubscribe("a"));
	}

	@Test
	void whenTheConnectionIsLostThenWhatWasInForceIsAskedForAgainAndTheRestIsGivenUp() {
		inForce("a", this.first);
		CompletableFuture<Void> waiting = this.book.add("b", this.first);
		this.book.next();

		assertThat(this.book.lost()).containsExactly(waiting);
		assertThat(this.book.next()).isEqualTo(subscribe("a"));
		assertThat(this.book.listeners("b")).isEmpty();
	}

	@Test
	void whenTheConnectionIsLostThenChannelsBeingGivenUpAreForgotten() {
		inForce("a", this.first);
		this.book.remove("a", this.first);
		this.book.next();

		this.book.lost();

		assertThat(this.book.next()).isNull();
	}

	@Test
	void forgetsEverything() {
		inForce("a", this.first);
		CompletableFuture<Void> waiting = this.book.add("b", this.first);

		assertThat(this.book.clear()).containsExactly(waiting);
		assertThat(this.book.isEmpty()).isTrue();
		assertThat(this.book.next()).isNull();
	}

	@SafeVarargs
	private void inForce(String channel, Consumer<byte[]>... listeners) {
		for (Consumer<byte[]> listener : listeners) {
			this.book.add(channel, listener);
		}
		this.book.next();
		CompletableFuture<Void> waiting = this.book.confirm(channel, true);
		assertThat(waiting).isNotNull();
		waiting.complete(null);
	}

	private static ChannelBook.Batch subscribe(String... channels) {
		return new ChannelBook.Batch(true, List.of(channels));
	}

	private static ChannelBook.Batch unsubscribe(String... channels) {
		return new ChannelBook.Batch(false, List.of(channels));
	}

}
