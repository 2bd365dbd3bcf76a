package io.taskqueue.contract;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class CoreArchitectureTests extends ArchitectureContract {

	CoreArchitectureTests() {
		super(Path.of("..", "taskqueue-core", "target", "classes"));
	}

	@Test
	void coreKnowsNeitherSpringNorAClientLibrary() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "com.rabbitmq..", "io.lettuce..")
			.because("the task queue is testable in milliseconds and outlives a framework"));
	}

}
