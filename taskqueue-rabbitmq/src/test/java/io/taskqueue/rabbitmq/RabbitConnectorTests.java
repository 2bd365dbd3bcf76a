package io.taskqueue.rabbitmq;

import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.SimpleRoutingConnectionFactory;

import io.taskqueue.time.SystemTimeSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RabbitConnectorTests {

	@Test
	void factoryOfSeveralServersIsRefusedByName() {
		ConnectionFactory routing = new SimpleRoutingConnectionFactory();

		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RabbitBroker(routing, RabbitBrokerOptions.defaults(), new SystemTimeSource()))
			.withMessageContaining("SimpleRoutingConnectionFactory")
			.withMessageContaining("CachingConnectionFactory");
	}

	@Test
	void unknownFactoryIsRefused() {
		ConnectionFactory unknown = BDDMockito.mock(ConnectionFactory.class);

		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RabbitBroker(unknown, RabbitBrokerOptions.defaults(), new SystemTimeSource()));
	}

}
