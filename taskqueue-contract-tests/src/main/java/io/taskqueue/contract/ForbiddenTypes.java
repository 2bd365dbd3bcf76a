package io.taskqueue.contract;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Types that fields and parameters do not have.
 */
final class ForbiddenTypes {

	/**
	 * {@link Optional} and its primitive forms.
	 */
	static final DescribedPredicate<JavaClass> OPTIONAL = oneOf(Optional.class, OptionalInt.class, OptionalLong.class,
			OptionalDouble.class)
		.as("Optional");

	/**
	 * What can only be meant to change. The interfaces of collections pass, because an
	 * immutable collection has no type of its own.
	 */
	static final DescribedPredicate<JavaClass> MUTABLE = collections()
		.and(DescribedPredicate.not(oneOf(Collection.class, List.class, Set.class, SortedSet.class, NavigableSet.class,
				Map.class, SortedMap.class, NavigableMap.class)))
		.or(JavaClass.Predicates.resideInAPackage("java.util.concurrent.atomic"))
		.as("a mutable type");

	private ForbiddenTypes() {
	}

	static DescribedPredicate<List<JavaClass>> containing(DescribedPredicate<JavaClass> type) {
		return DescribedPredicate.anyElementThat(type).forSubtype();
	}

	private static DescribedPredicate<JavaClass> collections() {
		return JavaClass.Predicates.assignableTo(Collection.class).or(JavaClass.Predicates.assignableTo(Map.class));
	}

	private static DescribedPredicate<JavaClass> oneOf(Class<?>... types) {
		return JavaClass.Predicates.belongToAnyOf(types);
	}

}
