package io.taskqueue.contract.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the {@link RedisServer} that all tests of this process share to test constructors
 * and methods. It is started by the first test that asks for it and closed after the last
 * test.
 */
public final class RedisServerExtension implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == RedisServer.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(RedisServerExtension.class))
			.computeIfAbsent(RedisServer.class, (key) -> RedisServer.shared(), RedisServer.class);
	}

}
