package io.taskqueue.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Which channels are wanted, by whom, and which of them are in force on the connection.
 *
 * <p>
 * Listeners change what is wanted; {@link #next()} says what to ask Redis for, in batches
 * and one batch at a time, so that a channel given up and wanted again within a moment
 * ends as wanted last. Redis tells for each channel when the batch is in force. Guarded
 * by its owner; futures are handed out to be completed where no lock is held.
 */
final class ChannelBook {

	static final int LARGEST_BATCH = 1000;

	private final Map<String, Wanted> wanted = new HashMap<>();

	private final Set<String> changed = new LinkedHashSet<>();

	private final Set<String> unconfirmed = new HashSet<>();

	private final Set<String> inForce = new HashSet<>();

	private final Set<String> awaited = new HashSet<>();

	/**
	 * Adds a listener.
	 * @return completes when the channel is in force
	 */
	CompletableFuture<Void> add(String channel, Consumer<byte[]> listener) {
		Wanted entry = this.wanted.get(channel);
		Wanted extended = ((entry != null) ? entry : enter(channel)).with(listener);
		this.wanted.put(channel, extended);
		return extended.confirmed;
	}

	private Wanted enter(String channel) {
		CompletableFuture<Void> confirmed = new CompletableFuture<>();
		if (this.inForce.contains(channel) && !this.awaited.contains(channel)) {
			confirmed.complete(null);
		}
		else {
			this.unconfirmed.add(channel);
			this.changed.add(channel);
		}
		return new Wanted(List.of(), confirmed);
	}

	void remove(String channel, Consumer<byte[]> listener) {
		Wanted entry = this.wanted.get(channel);
		if (entry == null) {
			return;
		}
		Wanted left = entry.without(listener);
		if (left.listeners.isEmpty()) {
			this.wanted.remove(channel);
			this.unconfirmed.remove(channel);
			this.changed.add(channel);
		}
		else {
			this.wanted.put(channel, left);
		}
	}

	List<Consumer<byte[]>> listeners(String channel) {
		Wanted entry = this.wanted.get(channel);
		return (entry != null) ? entry.listeners : List.of();
	}

	boolean isEmpty() {
		return this.wanted.isEmpty();
	}

	/**
	 * What to ask for next, or {@code null} while a batch is under way or nothing is to
	 * be done.
	 */
	@Nullable Batch next() {
		if (!this.awaited.isEmpty()) {
			return null;
		}
		this.changed.removeIf((channel) -> this.wanted.containsKey(channel) == this.inForce.contains(channel));
		if (this.changed.isEmpty()) {
			return null;
		}
		boolean subscribe = this.wanted.containsKey(this.changed.iterator().next());
		List<String> channels = this.changed.stream()
			.filter((channel) -> this.wanted.containsKey(channel) == subscribe)
			.limit(LARGEST_BATCH)
			.toList();
		channels.forEach(this.changed::remove);
		this.awaited.addAll(channels);
		return new Batch(subscribe, channels);
	}

	/**
	 * Redis has put a channel of the batch in force, or out of it.
	 * @return who waits for it, or {@code null}
	 */
	@Nullable CompletableFuture<Void> confirm(String channel, boolean subscribed) {
		this.awaited.remove(channel);
		if (!subscribed) {
			this.inForce.remove(channel);
			return null;
		}
		this.inForce.add(channel);
		this.unconfirmed.remove(channel);
		Wanted entry = this.wanted.get(channel);
		return (entry != null) ? entry.confirmed : null;
	}

	/**
	 * The connection is lost: nothing is in force any more. What was confirmed stays
	 * wanted, the rest is given up.
	 * @return who waited for what is given up
	 */
	List<CompletableFuture<Void>> lost() {
		this.inForce.clear();
		this.awaited.clear();
		this.changed.clear();
		List<CompletableFuture<Void>> givenUp = new ArrayList<>();
		for (String channel : this.unconfirmed) {
			givenUp.add(Objects.requireNonNull(this.wanted.remove(channel)).confirmed);
		}
		this.unconfirmed.clear();
		this.changed.addAll(this.wanted.keySet());
		return givenUp;
	}

	/**
	 * Forgets everything.
	 * @return who waited for a confirmation
	 */
	List<CompletableFuture<Void>> clear() {
		List<CompletableFuture<Void>> givenUp = lost();
		this.wanted.clear();
		this.changed.clear();
		return givenUp;
	}

	record Batch(boolean subscribe, List<String> channels) {

	}

	private record Wanted(List<Consumer<byte[]>> listeners, CompletableFuture<Void> confirmed) {

		Wanted with(Consumer<byte[]> listener) {
			List<Consumer<byte[]>> more = new ArrayList<>(this.listeners);
			more.add(listener);
			return new Wanted(List.copyOf(more), this.confirmed);
		}

		Wanted without(Consumer<byte[]> listener) {
			List<Consumer<byte[]>> fewer = new ArrayList<>(this.listeners);
			fewer.remove(listener);
			return new Wanted(List.copyOf(fewer), this.confirmed);
		}

	}

}
