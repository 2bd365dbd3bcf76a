package io.taskqueue.it;

import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.TcpProxy;

/**
 * A server behind a proxy that can cut and freeze its connections. Closing it closes the
 * proxy only.
 *
 * @param server the server
 * @param proxy what stands in front of it
 */
record ProxiedRabbitServer(RabbitServer server, TcpProxy proxy) implements RabbitServer {

	ProxiedRabbitServer(RabbitServer server) {
		this(server, new TcpProxy(server.host(), server.port()));
	}

	@Override
	public String host() {
		return this.proxy.host();
	}

	@Override
	public int port() {
		return this.proxy.port();
	}

	@Override
	public String username() {
		return this.server.username();
	}

	@Override
	public String password() {
		return this.server.password();
	}

	@Override
	public String virtualHost() {
		return this.server.virtualHost();
	}

	@Override
	public void start() {
		this.server.start();
	}

	@Override
	public void stop() {
		this.server.stop();
	}

	@Override
	public void kill9() {
		this.server.kill9();
	}

	@Override
	public String ctl(String... arguments) {
		return this.server.ctl(arguments);
	}

	@Override
	public String log() {
		return this.server.log();
	}

	@Override
	public void close() {
		this.proxy.close();
	}

}
