package io.taskqueue.rabbitmq;

import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ExceptionHandler;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.SimpleRoutingConnectionFactory;

import io.taskqueue.time.SystemTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
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

	@Test
	void brokenConnectionIsNotLoggedByTheClientLibrary() throws Exception {
		assertThat(handlerInUse(new Settings())).isInstanceOf(QuietExceptionHandler.class);
	}

	@Test
	void exceptionHandlerOfTheApplicationIsKept() throws Exception {
		Settings settings = new Settings();
		ExceptionHandler own = BDDMockito.mock(ExceptionHandler.class);
		settings.setExceptionHandler(own);

		assertThat(handlerInUse(settings)).isSameAs(own);
	}

	private static ExceptionHandler handlerInUse(Settings settings) throws Exception {
		new RabbitConnector(new CachingConnectionFactory(settings), RabbitBrokerOptions.defaults(),
				new SystemTimeSource())
			.connect("publish");
		return settings.used.get();
	}

	/**
	 * Notes the exception handler instead of connecting.
	 */
	private static final class Settings extends com.rabbitmq.client.ConnectionFactory {

		private final AtomicReference<ExceptionHandler> used = new AtomicReference<>();

		@Override
		public Connection newConnection(String name) {
			this.used.set(getExceptionHandler());
			return BDDMockito.mock(Connection.class);
		}

	}

}
