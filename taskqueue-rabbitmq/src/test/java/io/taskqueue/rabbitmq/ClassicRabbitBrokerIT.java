package io.taskqueue.rabbitmq;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.contract.BrokerContractTests;
import io.taskqueue.contract.BrokerHarness;
import io.taskqueue.contract.server.RabbitServer;

class ClassicRabbitBrokerIT extends BrokerContractTests {

	private static RabbitServer server;

	@BeforeAll
	static void startServer() {
		server = RabbitServer.launch();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@Override
	protected BrokerHarness createHarness() {
		return new RabbitHarness(server, QueueType.CLASSIC);
	}

}
