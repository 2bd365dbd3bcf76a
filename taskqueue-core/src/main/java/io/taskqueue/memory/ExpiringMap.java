package io.taskqueue.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.taskqueue.time.TimeSource;

/**
 * A concurrent map whose entries are gone when they expire. Reading checks the time; the
 * agenda only frees the memory, with one item for a key however often it is written.
 *
 * @param <V> the values
 */
final class ExpiringMap<V> {

	private final TimeSource time;

	private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();

	private final Agenda<String> expiries;

	ExpiringMap(TimeSource time) {
		this.time = time;
		this.expiries = new Agenda<>(time, this::expire);
	}

	@Nullable V get(String key) {
		return live(this.entries.get(key));
	}

	/**
	 * Replace a value, atomically.
	 * @param key the key
	 * @param expires how long the new value is kept, or {@code null} for ever
	 * @param change makes the new value from the old one, or {@code null} to leave
	 * everything as it is
	 * @return the new value, or {@code null} when nothing was changed
	 */
	@Nullable V update(String key, @Nullable Duration expires, Function<@Nullable V, @Nullable V> change) {
		AtomicReference<@Nullable V> changed = new AtomicReference<>();
		this.entries.compute(key, (same, old) -> {
			V value = change.apply(live(old));
			changed.set(value);
			return (value != null) ? entry(key, value, expires, old) : old;
		});
		return changed.get();
	}

	void remove(String key) {
		this.entries.remove(key);
	}

	/**
	 * Do without a timer until the next value is written.
	 */
	void pause() {
		this.expiries.pause();
	}

	private Entry<V> entry(String key, V value, @Nullable Duration expires, @Nullable Entry<V> old) {
		Instant end = (expires != null) ? this.time.now().plus(expires) : null;
		if (end != null && (old == null || old.expires() == null)) {
			this.expiries.add(end, key);
		}
		return new Entry<>(value, end);
	}

	private @Nullable V live(@Nullable Entry<V> entry) {
		return (entry != null && !isOver(entry)) ? entry.value() : null;
	}

	private boolean isOver(Entry<V> entry) {
		return entry.expires() != null && !this.time.now().isBefore(entry.expires());
	}

	private void expire(String key) {
		this.entries.computeIfPresent(key, (same, entry) -> {
			if (isOver(entry)) {
				return null;
			}
			if (entry.expires() != null) {
				this.expiries.add(entry.expires(), key);
			}
			return entry;
		});
	}

	private record Entry<V>(V value, @Nullable Instant expires) {

	}

}
