package io.taskqueue.contract.server;

import java.net.URI;

/**
 * A server that somebody else runs.
 */
final class ExternalRabbitServer implements RabbitServer {

	private static final String NOT_OURS = "The server named by " + URI_VARIABLE
			+ " can't be stopped or administered; use RabbitServer.launch() in such a test";

	private final URI uri;

	ExternalRabbitServer(URI uri) {
		this.uri = uri;
	}

	@Override
	public String host() {
		return this.uri.getHost();
	}

	@Override
	public int port() {
		return (this.uri.getPort() < 0) ? 5672 : this.uri.getPort();
	}

	@Override
	public String username() {
		return (this.uri.getUserInfo() != null) ? this.uri.getUserInfo().split(":", 2)[0] : "guest";
	}

	@Override
	public String password() {
		return (this.uri.getUserInfo() != null) ? this.uri.getUserInfo().split(":", 2)[1] : "guest";
	}

	@Override
	public String virtualHost() {
		return (this.uri.getPath().length() > 1) ? this.uri.getPath().substring(1) : "/";
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
	public String ctl(String... arguments) {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	@Override
	public String log() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	@Override
	public void close() {
		// Somebody else runs it
	}

}
