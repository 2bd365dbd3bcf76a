package io.taskqueue.it.python;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Celery's exchanges for remote control are not durable, that for events is. Whoever
 * declares them otherwise is refused, and so is Celery if it comes second. A Java worker
 * on the same broker leaves them as Celery has made them.
 */
@ExtendWith(FleetExtension.class)
class ControlExchangesIT {

	private final Fleet fleet;

	ControlExchangesIT(Fleet fleet) {
		this.fleet = fleet;
	}

	@Test
	void remoteControlOfPythonWorkersWorksBesideJavaWorkers() {
		assertThat(this.fleet.javaWorker().status().running()).isTrue();

		assertThat(this.fleet.python().run("app.control.ping(timeout=5, limit=1)")).asString()
			.contains("python@fleet")
			.contains("pong");
	}

	@Test
	void exchangesAreWhatCeleryDeclares() throws Exception {
		assertThat(this.fleet.python().run("app.control.ping(timeout=5, limit=1)")).asString().contains("pong");
		try (Wire wire = this.fleet.wire()) {
			wire.declareExchange("celery.pidbox", "fanout", false);
			wire.declareExchange("reply.celery.pidbox", "direct", false);
			wire.declareExchange("celeryev", "topic", true);
		}
	}

}
