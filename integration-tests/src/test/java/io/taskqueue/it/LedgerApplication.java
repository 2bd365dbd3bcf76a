package io.taskqueue.it;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

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
	static CrashPoint crashPoint(@Value("${ledger.crash-point:none}") CrashPoint.Moment moment,
			@Value("${ledger.directory}") Path directory) {
		return new CrashPoint(moment, directory.resolve("crashed"));
	}

}
