package io.taskqueue.contract;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Here and not in the module itself, because this module depends on it.
 */
class CoreArchitectureTests extends ArchitectureContract {

	private static final Path CLASSES = Path.of("..", "taskqueue-core", "target", "classes");

	CoreArchitectureTests() {
		super(CLASSES);
	}

	@Test
	void classesOfTheCoreAreRead() {
		assertThat(CLASSES).isNotEmptyDirectory();
	}

	@Test
	void coreKnowsNeitherSpringNorAClientLibrary() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "com.rabbitmq..", "io.lettuce..")
			.because("the task queue is testable in milliseconds and outlives a framework"));
	}

}
