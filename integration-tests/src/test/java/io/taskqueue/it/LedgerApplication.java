package io.taskqueue.it;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

import io.taskqueue.actuate.TaskQueueHealthIndicator;
import io.taskqueue.time.TimeSource;

/**
 * An application whose tasks note their start and their end in a ledger. It runs as a
 * worker in a process of its own, and as a client in the test's.
 */
@SpringBootApplication
public class LedgerApplication {

	public static void main(String[] args) {
		SpringApplication.run(LedgerApplication.class, args);
	}

	@Bean
	Ledger ledger(@Value("${ledger.directory}") Path directory) {
		return new Ledger(directory);
	}

	@Bean
	LedgerTasks ledgerTasks(Ledger ledger) {
		return new LedgerTasks(ledger);
	}

	@Bean
	HealthLog healthLog(TaskQueueHealthIndicator health, TimeSource time) {
		return new HealthLog(health, time);
	}

	@Bean
	@ConditionalOnBooleanProperty("ledger.crash-points")
	static CrashPoint crashPoint(@Value("${ledger.directory}") Path directory) {
		return new CrashPoint(directory);
	}

}
