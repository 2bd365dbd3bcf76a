package io.taskqueue.it.python;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RabbitServerExtension;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

/**
 * Hands the {@link Fleet} that all tests of this process share to the constructors of
 * tests.
 */
final class FleetExtension implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Fleet.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		RabbitServer rabbit = store(context, RabbitServerExtension.class).computeIfAbsent(RabbitServer.class,
				(key) -> RabbitServer.shared(), RabbitServer.class);
		RedisServer redis = store(context, RedisServerExtension.class).computeIfAbsent(RedisServer.class,
				(key) -> RedisServer.shared(), RedisServer.class);
		return store(context, FleetExtension.class).computeIfAbsent(Fleet.class, (key) -> new Fleet(rabbit, redis),
				Fleet.class);
	}

	private static Store store(ExtensionContext context, Class<?> owner) {
		return context.getRoot().getStore(Namespace.create(owner));
	}

}
