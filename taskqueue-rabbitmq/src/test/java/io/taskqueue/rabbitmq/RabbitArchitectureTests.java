package io.taskqueue.rabbitmq;

import org.junit.jupiter.api.Test;

import io.taskqueue.contract.ArchitectureContract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class RabbitArchitectureTests extends ArchitectureContract {

	@Test
	void rabbitKnowsNeitherRedisNorSpringBoot() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.taskqueue.redis..", "org.springframework.data..", "io.lettuce..",
					"org.springframework.boot.."));
	}

}
