package io.taskqueue.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskMessageCodec}.
 */
class TaskMessageCodecTests {

	private final TaskMessageCodec codec = new TaskMessageCodec(new JsonPayloadCodec());

	@Test
	void writesTheBodyAsThreeElementsWithAllEmbedKeys() {
		Message message = this.codec.encode(task(List.of(2, 3), Map.of("z", "väl")));

		assertThat(text(message))
			.isEqualTo("[[2,3],{\"z\":\"väl\"},{\"callbacks\":null,\"errbacks\":null,\"chain\":null,\"chord\":null}]");
		assertThat(message.properties()).isEqualTo(MessageProperties.json("id-1"));
	}

	@Test
	void argumentsOfADecodedBodyAreWrittenAgainByteForByte() {
		String body = "[[1.10, {\"b\" : [NaN, -Infinity]},\"\\u00e9\" , 123456789012345678901234567890],"
				+ "{\"k\": {\"__type__\":\"date\",\"__value__\":\"2030-01-02\"}},{}]";

		TaskBody decoded = this.codec.body(message(Map.of(), body));
		Message again = this.codec.encode(new TaskMessage(TaskHeaders.of("id-1", "t"), decoded, null, null));

		assertThat(decoded.args()).containsExactly(Json.of("1.10"), Json.of("{\"b\" : [NaN, -Infinity]}"),
				Json.of("\"\\u00e9\""), Json.of("123456789012345678901234567890"));
		assertThat(decoded.kwargs())
			.isEqualTo(Map.of("k", Json.of("{\"__type__\":\"date\",\"__value__\":\"2030-01-02\"}")));
		assertThat(text(again))
			.startsWith("[[1.10,{\"b\" : [NaN, -Infinity]},\"\\u00e9\",123456789012345678901234567890],"
					+ "{\"k\":{\"__type__\":\"date\",\"__value__\":\"2030-01-02\"}},");
	}

	private static TaskMessage task(List<Object> args, Map<String, Object> kwargs) {
		return new TaskMessage(TaskHeaders.of("id-1", "t"), new TaskBody(args, kwargs, Embed.NONE), null, null);
	}

	private static Message message(Map<String, Object> headers, String body) {
		return new Message(MessageProperties.json("id-1"), headers, body.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(Message message) {
		return new String(message.body(), StandardCharsets.UTF_8);
	}

}
