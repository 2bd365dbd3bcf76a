package io.taskqueue.worker;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;

class DecoderTests {

	private final Decoder decoder = new Decoder(TestMessages.CODEC, 1000);

	@Test
	void readsTheHeaders() {
		Decoded decoded = decode(TestMessages.task("id-1", "sums.add", 1, 2));

		assertThat(decoded).isInstanceOfSatisfying(Request.class, (request) -> {
			assertThat(request.id()).isEqualTo("id-1");
			assertThat(request.name()).isEqualTo("sums.add");
			assertThat(request.suspect()).isFalse();
		});
	}

	@Test
	void suspectsWhatTheBrokerDeliversAgain() {
		Decoded decoded = this.decoder.decode(new TestDelivery(TestMessages.task("id-1", "sums.add"), true));

		assertThat(((Request) decoded).suspect()).isTrue();
	}

	@Test
	void suspectsWhatWasPublishedWhileSettlingASuspect() {
		Decoded decoded = decode(TestMessages.task("id-1", "sums.add").withHeader("republished", true));

		assertThat(((Request) decoded).suspect()).isTrue();
	}

	@Test
	void refusesABodyThatIsTooLargeByName() {
		Refusal refusal = refusal(TestMessages.task("id-1", "sums.add", "x".repeat(2000)));

		assertThat(refusal.reason()).isEqualTo(DeadReason.TOO_LARGE);
		assertThat(refusal.taskId()).isEqualTo("id-1");
		assertThat(refusal.detail()).contains("more than the 1000 that this worker accepts").doesNotContain("xxx");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-python-serialize", "application/x-msgpack", "text/plain", "", "json" })
	void refusesOtherContentTypes(String contentType) {
		Refusal refusal = refusal(withContentType(contentType));

		assertThat(refusal.reason()).isEqualTo(DeadReason.CONTENT_TYPE);
		assertThat(refusal.taskId()).isEqualTo("id-1");
		assertThat(refusal.error().type()).isEqualTo("ContentDisallowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/json; charset=utf-8", "Application/JSON" })
	void acceptsTheWaysToWriteJson(String contentType) {
		assertThat(decode(withContentType(contentType))).isInstanceOf(Request.class);
	}

	@Test
	void refusesHeadersThatCannotBeRead() {
		Refusal refusal = refusal(TestMessages.task("id-1", "sums.add").withHeader("eta", "tomorrow"));

		assertThat(refusal.reason()).isEqualTo(DeadReason.MALFORMED);
		assertThat(refusal.taskId()).isEqualTo("id-1");
		assertThat(refusal.detail()).contains("eta").doesNotContain("tomorrow");
		assertThat(refusal.error().type()).isEqualTo("DecodeError");
	}

	@Test
	void refusesWhatIsNoTaskAtAll() {
		Refusal refusal = refusal(
				new Message(MessageProperties.json(null), Map.of(), "hello".getBytes(StandardCharsets.UTF_8)));

		assertThat(refusal.reason()).isEqualTo(DeadReason.MALFORMED);
		assertThat(refusal.taskId()).isNull();
	}

	private Decoded decode(Message message) {
		return this.decoder.decode(new TestDelivery(message));
	}

	private Refusal refusal(Message message) {
		Decoded decoded = decode(message);
		assertThat(decoded).isInstanceOf(Refusal.class);
		return (Refusal) decoded;
	}

	private static Message withContentType(String contentType) {
		Message json = TestMessages.task("id-1", "sums.add");
		return new Message(new MessageProperties(contentType, "utf-8", true, null, "id-1", null), json.headers(),
				json.body());
	}

}
