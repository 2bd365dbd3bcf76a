package io.taskqueue.contract.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a server, and lets a test cut or freeze what passes.
 */
public final class TcpProxy implements AutoCloseable {

	private final String targetHost;

	private final int targetPort;

	private final ServerSocket listener;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "tcp-proxy");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final Object gate = new Object();

	private boolean requestsFrozen;

	private boolean answersFrozen;

	public TcpProxy(String targetHost, int targetPort) {
		this.targetHost = targetHost;
		this.targetPort = targetPort;
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	public String host() {
		return "127.0.0.1";
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Cut every connection. New ones pass.
	 */
	public void cut() {
		this.sockets.forEach(TcpProxy::close);
		this.sockets.clear();
	}

	/**
	 * Let nothing pass any more, without closing anything: the connections are half open.
	 */
	public void freeze() {
		set(true, true);
	}

	/**
	 * Let nothing pass from the server to the client.
	 */
	public void freezeAnswers() {
		set(false, true);
	}

	/**
	 * Let everything pass again, also what was held back.
	 */
	public void thaw() {
		set(false, false);
	}

	private void set(boolean requests, boolean answers) {
		synchronized (this.gate) {
			this.requestsFrozen = requests;
			this.answersFrozen = answers;
			this.gate.notifyAll();
		}
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				this.sockets.add(client);
				this.threads.execute(() -> connect(client));
			}
			catch (IOException ex) {
				if (!this.listener.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private void connect(Socket client) {
		try {
			Socket server = new Socket(this.targetHost, this.targetPort);
			this.sockets.add(server);
			this.threads.execute(() -> pass(client, server, true));
			pass(server, client, false);
		}
		catch (IOException ex) {
			close(client);
		}
	}

	private void pass(Socket from, Socket to, boolean request) {
		try {
			InputStream source = from.getInputStream();
			OutputStream target = to.getOutputStream();
			byte[] buffer = new byte[65536];
			for (int count = source.read(buffer); count > 0; count = source.read(buffer)) {
				awaitThaw(request);
				target.write(buffer, 0, count);
			}
		}
		catch (IOException ex) {
			// One side is gone, so the other one is closed too
		}
		finally {
			close(from);
			close(to);
		}
	}

	private void awaitThaw(boolean request) throws IOException {
		synchronized (this.gate) {
			while (request ? this.requestsFrozen : this.answersFrozen) {
				try {
					this.gate.wait();
				}
				catch (InterruptedException ex) {
					throw new IOException("The proxy ends", ex);
				}
			}
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
		this.threads.shutdownNow();
	}

}
