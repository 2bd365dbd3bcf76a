package io.taskqueue.contract;

import java.util.UUID;
import java.util.stream.Stream;

/**
 * Task ids that nobody thinks of. A task id is at most 255 bytes of UTF-8 long (protocol
 * reference 1.1).
 */
final class TaskIds {

	private TaskIds() {
	}

	static Stream<String> unusual() {
		return Stream.of("", "id with spaces", "Grüße-世界-\uD83D\uDE80", "nul-\u0000-inside", "line\r\nbreak",
				"*?[a-z]\\", "{slot}", "quote\"'", "x".repeat(255 - 36));
	}

	static String unique(String unusual) {
		return unusual + UUID.randomUUID();
	}

}
