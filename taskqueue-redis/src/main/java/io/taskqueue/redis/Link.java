package io.taskqueue.redis;

import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.api.StatefulRedisConnection;

/**
 * An open connection and when the newest answer came over it.
 */
final class Link {

	private final StatefulRedisConnection<String, byte[]> connection;

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile long answeredAt;

	Link(StatefulRedisConnection<String, byte[]> connection, long now) {
		this.connection = connection;
		this.answeredAt = now;
	}

	StatefulRedisConnection<String, byte[]> connection() {
		return this.connection;
	}

	boolean isOpen() {
		return this.connection.isOpen();
	}

	void answered(long now) {
		this.answeredAt = now;
	}

	boolean silentSince(long sentAt) {
		return this.answeredAt - sentAt <= 0;
	}

	void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.connection.closeAsync();
		}
	}

}
