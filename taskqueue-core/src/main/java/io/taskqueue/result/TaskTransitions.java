package io.taskqueue.result;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which state of a task may follow which. A success is final. A failure and a revocation
 * are not: the same id may be run again, by a redelivery or from a dead record, and a
 * revocation may come while the task runs. Nothing becomes {@code PENDING}, which means
 * that nothing is stored.
 *
 * @since 0.1.0
 */
public final class TaskTransitions {

	private static final Set<Row> STORED = EnumSet.complementOf(EnumSet.of(Row.PENDING));

	private static final Map<Row, Set<Row>> TABLE = new EnumMap<>(
			Map.of(Row.PENDING, STORED, Row.RECEIVED, STORED, Row.STARTED, STORED, Row.CUSTOM, STORED, Row.RETRY,
					STORED, Row.FAILURE, STORED, Row.REVOKED, STORED, Row.SUCCESS, EnumSet.noneOf(Row.class)));

	private TaskTransitions() {
	}

	/**
	 * Whether a state may follow another.
	 * @param from the state that is stored, {@link TaskState#PENDING} where nothing is
	 * @param to the state to store
	 * @return whether it may be stored
	 */
	public static boolean allowed(TaskState from, TaskState to) {
		return TABLE.getOrDefault(Row.of(from), Set.of()).contains(Row.of(to));
	}

	/**
	 * The table as a Mermaid state diagram.
	 * @return the diagram's text
	 */
	static String diagram() {
		StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> PENDING\n");
		TABLE.forEach((from, targets) -> {
			targets.forEach((to) -> text.append("    ").append(from).append(" --> ").append(to).append('\n'));
			if (targets.isEmpty()) {
				text.append("    ").append(from).append(" --> [*]\n");
			}
		});
		return text.toString();
	}

	/**
	 * A row of the table. All states that tasks make up share one.
	 */
	enum Row {

		PENDING, RECEIVED, STARTED, CUSTOM, RETRY, SUCCESS, FAILURE, REVOKED;

		static Row of(TaskState state) {
			for (Row row : values()) {
				if (row != CUSTOM && row.name().equals(state.name())) {
					return row;
				}
			}
			return CUSTOM;
		}

	}

}
