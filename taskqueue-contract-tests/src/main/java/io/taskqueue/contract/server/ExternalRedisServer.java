package io.taskqueue.contract.server;

import java.net.URI;

/**
 * A server that somebody else runs.
 */
final class ExternalRedisServer implements RedisServer {

	private static final String NOT_OURS = "The server named by " + URI_VARIABLE
			+ " can't be stopped; use RedisServer.launch() in such a test";

	private final URI uri;

	ExternalRedisServer(URI uri) {
		this.uri = uri;
	}

	@Override
	public String host() {
		return this.uri.getHost();
	}

	@Override
	public int port() {
		return (this.uri.getPort() < 0) ? 6379 : this.uri.getPort();
	}

	@Override
	public void start() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	@Override
	public void kill9() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	@Override
	public void pause() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	@Override
	public void resume() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	@Override
	public void close() {
		// Somebody else runs it
	}

}
