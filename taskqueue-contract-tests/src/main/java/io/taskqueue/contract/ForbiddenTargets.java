package io.taskqueue.contract;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Methods and constructors that are not called.
 */
final class ForbiddenTargets {

	private static final Map<String, Set<String>> NAMES = Map.of("java.lang.Thread",
			Set.of("<init>", "sleep", "startVirtualThread"), "java.lang.System",
			Set.of("currentTimeMillis", "nanoTime"), "java.util.concurrent.TimeUnit", Set.of("sleep"),
			"java.util.Timer", Set.of("<init>"), "java.util.Date", Set.of("<init>"),
			"java.util.concurrent.ForkJoinPool", Set.of("commonPool"), "java.util.concurrent.Executors",
			Set.of("newScheduledThreadPool", "newSingleThreadScheduledExecutor"),
			"java.util.concurrent.ScheduledThreadPoolExecutor", Set.of("<init>"),
			"java.util.concurrent.CompletableFuture", Set.of("orTimeout", "completeOnTimeout", "delayedExecutor"));

	private static final Set<String> STAGES = Set.of("java.util.concurrent.CompletableFuture",
			"java.util.concurrent.CompletionStage");

	private ForbiddenTargets() {
	}

	static DescribedPredicate<JavaAccess<?>> timeAndThreads() {
		return DescribedPredicate.describe("the target reads the clock, sleeps, or makes a timer or a thread",
				(access) -> isForbidden(access.getTarget()));
	}

	private static boolean isForbidden(AccessTarget target) {
		String owner = target.getOwner().getName();
		return NAMES.getOrDefault(owner, Set.of()).contains(target.getName())
				|| (owner.startsWith("java.time.") && readsTheClock(target.getName()))
				|| (STAGES.contains(owner) && usesTheCommonPool(target));
	}

	private static boolean readsTheClock(String method) {
		return method.equals("now") || method.startsWith("system") || method.startsWith("tick");
	}

	private static boolean usesTheCommonPool(AccessTarget target) {
		return target.getName().endsWith("Async") && (target instanceof CodeUnitAccessTarget codeUnit)
				&& codeUnit.getRawParameterTypes().stream().noneMatch(ForbiddenTargets::isExecutor);
	}

	private static boolean isExecutor(JavaClass type) {
		return type.isEquivalentTo(Executor.class);
	}

}
