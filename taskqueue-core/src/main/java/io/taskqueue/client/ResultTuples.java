package io.taskqueue.client;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads result tuples (protocol reference 7.4): {@code [[id, parent], null]} is a task,
 * {@code [[id, parent], [tuple, …]]} a group.
 */
final class ResultTuples {

	private ResultTuples() {
	}

	/**
	 * The ids of all tasks in a list of tuples, those of groups included.
	 * @param tuples the list, as it was read; anything else has no ids
	 * @return the ids in order
	 */
	static List<String> ids(@Nullable Object tuples) {
		List<String> ids = new ArrayList<>();
		if (tuples instanceof List<?> list) {
			list.forEach((tuple) -> collect(tuple, ids));
		}
		return ids;
	}

	private static void collect(@Nullable Object tuple, List<String> ids) {
		if (!(tuple instanceof List<?> pair) || pair.size() != 2) {
			return;
		}
		if (pair.get(1) instanceof List<?> members) {
			members.forEach((member) -> collect(member, ids));
		}
		else if (pair.get(0) instanceof List<?> task && !task.isEmpty() && task.get(0) instanceof String id) {
			ids.add(id);
		}
	}

}
