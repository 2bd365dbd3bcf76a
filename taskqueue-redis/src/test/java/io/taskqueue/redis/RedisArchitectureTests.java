package io.taskqueue.redis;

import org.junit.jupiter.api.Test;

import io.taskqueue.contract.ArchitectureContract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class RedisArchitectureTests extends ArchitectureContract {

	@Test
	void redisKnowsNeitherRabbitNorSpringBoot() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.taskqueue.rabbitmq..", "org.springframework.amqp..", "com.rabbitmq..",
					"org.springframework.boot.."));
	}

}
