package io.taskqueue.autoconfigure;

import java.util.Arrays;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.taskqueue.autoconfigure.TaskQueueProperties.BrokerType;
import io.taskqueue.autoconfigure.TaskQueueProperties.ResultStoreType;

/**
 * Compares {@code taskqueue.result.store}, whose default depends on the broker.
 */
class OnResultStoreCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ResultStoreType[] wanted = metadata.getAnnotations()
			.get(ConditionalOnResultStore.class)
			.getEnumArray("value", ResultStoreType.class);
		ResultStoreType effective = effective(context.getEnvironment());
		ConditionMessage message = ConditionMessage
			.forCondition(ConditionalOnResultStore.class, Arrays.toString(wanted))
			.because("the result store is " + effective);
		return new ConditionOutcome(Arrays.asList(wanted).contains(effective), message);
	}

	private static ResultStoreType effective(Environment environment) {
		Binder binder = Binder.get(environment);
		BrokerType broker = binder.bind("taskqueue.broker", BrokerType.class).orElse(BrokerType.RABBITMQ);
		ResultStoreType configured = binder.bind("taskqueue.result.store", ResultStoreType.class).orElse(null);
		return ResultStoreType.effective(configured, broker);
	}

}
