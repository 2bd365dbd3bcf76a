package io.taskqueue.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/**
 * What a connection for subscriptions tells, passed on together with which connection it
 * was, because a former one may still have something to say.
 */
final class SubscriptionEvents extends RedisPubSubAdapter<String, byte[]> implements RedisConnectionStateListener {

	private final SubscriptionConnection receiver;

	private final StatefulRedisPubSubConnection<String, byte[]> source;

	SubscriptionEvents(SubscriptionConnection receiver, StatefulRedisPubSubConnection<String, byte[]> source) {
		this.receiver = receiver;
		this.source = source;
	}

	void listen() {
		this.source.addListener((RedisPubSubListener<String, byte[]>) this);
		this.source.addListener((RedisConnectionStateListener) this);
	}

	@Override
	public void message(String channel, byte[] message) {
		this.receiver.deliver(channel, message);
	}

	@Override
	public void subscribed(String channel, long count) {
		this.receiver.confirm(this.source, channel, true);
	}

	@Override
	public void unsubscribed(String channel, long count) {
		this.receiver.confirm(this.source, channel, false);
	}

	@Override
	public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
		this.receiver.closed(this.source);
	}

}
