package io.taskqueue.contract.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a Redis answers, even if only that it wants a password.
 */
record RedisPing(String host, int port) {

	void await(@Nullable Process process) {
		Awaitility.await("a Redis that answers")
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.failFast("Redis ended", () -> process != null && !process.isAlive())
			.until(this::answers);
	}

	private boolean answers() {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(1000);
			socket.connect(new InetSocketAddress(this.host, this.port), 1000);
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			byte[] answer = socket.getInputStream().readNBytes(5);
			String text = new String(answer, StandardCharsets.US_ASCII);
			return "+PONG".equals(text) || "-NOAU".equals(text);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
