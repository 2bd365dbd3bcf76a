package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurator;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory;
import org.springframework.util.ReflectionUtils;

import io.taskqueue.time.TimeSource;

/**
 * Makes physical connections with the settings of Spring's connection factory, which
 * itself is left as it is: neither its channels nor its settings, such as the kind of
 * confirms, are touched. The settings are read anew for each connection, so that changed
 * credentials are used.
 */
final class RabbitConnector {

	private static final int CLIENT_DEFAULT_HEARTBEAT = ConnectionFactory.DEFAULT_HEARTBEAT;

	private final AbstractConnectionFactory source;

	private final RabbitBrokerOptions options;

	private final TimeSource time;

	RabbitConnector(org.springframework.amqp.rabbit.connection.ConnectionFactory source, RabbitBrokerOptions options,
			TimeSource time) {
		if (!(source instanceof AbstractConnectionFactory factory)) {
			throw new IllegalArgumentException("Connections can't be made from a " + source.getClass().getName()
					+ ": the task queue needs a connection factory of one server or cluster, such as a "
					+ "CachingConnectionFactory");
		}
		this.source = factory;
		this.options = options;
		this.time = time;
	}

	/**
	 * Connect. Blocks for as long as the connection factory allows.
	 */
	PhysicalConnection connect(String purpose) throws IOException, TimeoutException {
		AtomicReference<java.net.Socket> socket = new AtomicReference<>();
		ConnectionFactory factory = settings(purpose, socket::set);
		String name = this.options.connectionName() + " " + purpose;
		List<Address> addresses = addresses();
		Connection connection = (addresses != null && !addresses.isEmpty()) ? factory.newConnection(addresses, name)
				: factory.newConnection(name);
		return new PhysicalConnection(connection, socket.get(), this.time);
	}

	private ConnectionFactory settings(String purpose, SocketConfigurator socketObserver) {
		ConnectionFactory factory = this.source.getRabbitConnectionFactory().clone();
		factory.setAutomaticRecoveryEnabled(false);
		factory.setTopologyRecoveryEnabled(false);
		factory.useBlockingIo();
		factory.setSharedExecutor(null);
		factory.setThreadFactory(RabbitThread.factory(purpose + "-connection"));
		factory.setChannelRpcTimeout(Math.toIntExact(this.options.rpcTimeout().toMillis()));
		factory.setSocketConfigurator(both(factory.getSocketConfigurator(), socketObserver));
		if (factory.getExceptionHandler().getClass() == DefaultExceptionHandler.class) {
			factory.setExceptionHandler(new QuietExceptionHandler());
		}
		if (factory.getRequestedHeartbeat() == CLIENT_DEFAULT_HEARTBEAT) {
			factory.setRequestedHeartbeat(Math.toIntExact(Math.max(1, this.options.heartbeat().toSeconds())));
		}
		if (factory.getConnectionTimeout() == ConnectionFactory.DEFAULT_CONNECTION_TIMEOUT) {
			factory.setConnectionTimeout(Math.toIntExact(this.options.rpcTimeout().toMillis()));
		}
		return factory;
	}

	private static SocketConfigurator both(@Nullable SocketConfigurator first, SocketConfigurator second) {
		return (first != null) ? first.andThen(second) : second;
	}

	/**
	 * Spring keeps the addresses of a cluster to itself and its subclasses.
	 */
	@SuppressWarnings("unchecked")
	private @Nullable List<Address> addresses() {
		Method method = ReflectionUtils.findMethod(AbstractConnectionFactory.class, "getAddresses");
		if (method == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(method);
		return (List<Address>) ReflectionUtils.invokeMethod(method, this.source);
	}

}
