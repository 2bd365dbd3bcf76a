package io.taskqueue.contract.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server whether it speaks AMQP: it answers the protocol header with a method
 * frame.
 */
record AmqpHandshake(String host, int port) {

	private static final byte[] PROTOCOL_HEADER = { 'A', 'M', 'Q', 'P', 0, 0, 9, 1 };

	void await(@Nullable Process process, Duration limit) {
		Awaitility.await("RabbitMQ on " + this.host + ":" + this.port)
			.atMost(limit)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.failFast("The server has ended", () -> process != null && !process.isAlive())
			.until(this::answered);
	}

	private boolean answered() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.host, this.port), 1000);
			socket.setSoTimeout(2000);
			socket.getOutputStream().write(PROTOCOL_HEADER);
			byte[] answer = socket.getInputStream().readNBytes(7);
			return answer.length == 7 && answer[0] == 1;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
