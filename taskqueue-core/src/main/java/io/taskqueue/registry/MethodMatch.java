package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Compares methods of related classes.
 */
final class MethodMatch {

	private MethodMatch() {
	}

	/**
	 * Whether two methods have the same name and parameter types.
	 * @param one a method
	 * @param other another one
	 * @return whether one overrides the other when their classes are related
	 */
	static boolean exact(Method one, Method other) {
		return one.getName().equals(other.getName())
				&& Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
	}

	/**
	 * Whether two methods may be the same one seen through a generic supertype.
	 * @param one a method
	 * @param other another one
	 * @return whether name and number of parameters are equal and their types related
	 */
	static boolean possible(Method one, Method other) {
		if (!one.getName().equals(other.getName()) || one.getParameterCount() != other.getParameterCount()) {
			return false;
		}
		Class<?>[] types = one.getParameterTypes();
		Class<?>[] others = other.getParameterTypes();
		for (int i = 0; i < types.length; i++) {
			if (!types[i].isAssignableFrom(others[i]) && !others[i].isAssignableFrom(types[i])) {
				return false;
			}
		}
		return true;
	}

}
