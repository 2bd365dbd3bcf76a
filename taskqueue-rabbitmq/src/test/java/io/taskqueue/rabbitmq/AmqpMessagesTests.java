package io.taskqueue.rabbitmq;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import org.junit.jupiter.api.Test;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AmqpMessagesTests {

	@Test
	void negativeLongsAreWrittenAsIntegersWherePythonCanReadThem() {
		Map<String, Object> written = written(Map.of("list", List.of(-1L, Map.of("inner", -2L)), "big", -1L << 40));

		assertThat(written).containsEntry("list", List.of(-1, Map.of("inner", -2))).containsEntry("big", -1L << 40);
	}

	@Test
	void headerOfAnotherTypeIsRefusedByName() {
		assertThatExceptionOfType(BrokerException.class).isThrownBy(() -> written(Map.of("at", Instant.EPOCH)))
			.withMessageContaining("java.time.Instant");
	}

	@Test
	void whatTheBrokerWroteAboutTheWayIsNotCarriedOn() {
		assertThat(written(Map.of("x-death", List.of(), "x-first-death-queue", "q", "x-last-death-reason", "expired",
				"x-delivery-count", 2, "x-deadline", "mine")))
			.containsOnlyKeys("x-deadline");
	}

	@Test
	void transientMessageStaysTransient() {
		AMQP.BasicProperties properties = AmqpMessages
			.properties(new Message(new MessageProperties(null, null, false, null, null, null), Map.of(), new byte[0]));

		assertThat(properties.getDeliveryMode()).isEqualTo(1);
		assertThat(AmqpMessages.message(properties, new byte[0]).properties().persistent()).isFalse();
	}

	private static Map<String, Object> written(Map<String, Object> headers) {
		return AmqpMessages.properties(new Message(MessageProperties.json("id"), headers, new byte[0])).getHeaders();
	}

}
