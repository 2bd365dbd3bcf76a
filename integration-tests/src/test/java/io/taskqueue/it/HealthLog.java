package io.taskqueue.it;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;

import io.taskqueue.actuate.TaskQueueHealthIndicator;
import io.taskqueue.time.TimeSource;

/**
 * Logs the health of the task queue whenever its status or its reason changes.
 */
final class HealthLog implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(HealthLog.class);

	private final TaskQueueHealthIndicator health;

	private final TimeSource time;

	private volatile boolean running;

	private String last = "";

	HealthLog(TaskQueueHealthIndicator health, TimeSource time) {
		this.health = health;
		this.time = time;
	}

	@Override
	public void start() {
		this.running = true;
		look();
	}

	private void look() {
		if (!this.running) {
			return;
		}
		Health now = this.health.health();
		String text = now.getStatus() + ", " + now.getDetails().getOrDefault("reason", "no reason");
		if (!text.equals(this.last)) {
			this.last = text;
			logger.info("Health: {} {}", text, now.getDetails());
		}
		this.time.schedule(Duration.ofMillis(100), this::look);
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
