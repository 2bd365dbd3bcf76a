package io.taskqueue.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads the body of a task: the list of three of protocol 2 (protocol reference 3.3), or
 * the object of protocol 1 and of what lies between them (3.7).
 */
final class BodyReader {

	private @Nullable List<Json> args;

	private @Nullable Map<String, Json> kwargs;

	private List<SignatureMessage> callbacks = List.of();

	private List<SignatureMessage> errbacks = List.of();

	private List<SignatureMessage> chain = List.of();

	private @Nullable SignatureMessage chord;

	private BodyReader() {
	}

	static TaskBody read(byte[] utf8) {
		try (JsonCursor json = new JsonCursor(utf8)) {
			BodyReader reader = new BodyReader();
			JsonToken first = json.next();
			if (first == JsonToken.START_ARRAY) {
				reader.readTriple(json);
			}
			else if (first == JsonToken.START_OBJECT) {
				reader.readObject(json);
			}
			else {
				throw new JsonShapeException("the body must be a list of three, but is " + json.kind());
			}
			json.requireEnd();
			return reader.body();
		}
	}

	private void readTriple(JsonCursor json) {
		requireElement(json);
		this.args = json.elements("the list of positional arguments");
		requireElement(json);
		this.kwargs = json.members("the keyword arguments");
		requireElement(json);
		if (!json.isNull()) {
			readEmbed(json);
		}
		if (json.nextElement()) {
			throw new JsonShapeException("the body must be a list of three, but has more elements");
		}
	}

	private static void requireElement(JsonCursor json) {
		if (!json.nextElement()) {
			throw new JsonShapeException("the body must be a list of three, but has fewer elements");
		}
	}

	private void readEmbed(JsonCursor json) {
		if (json.current() != JsonToken.START_OBJECT) {
			throw new JsonShapeException("the third element of the body must be an object, but is " + json.kind());
		}
		for (String name = json.nextMember(); name != null; name = json.nextMember()) {
			readEmbedded(name, json);
		}
	}

	private void readObject(JsonCursor json) {
		for (String name = json.nextMember(); name != null; name = json.nextMember()) {
			switch (name) {
				case "args" -> {
					this.args = json.elements("the list of positional arguments");
				}
				case "kwargs" -> {
					this.kwargs = json.members("the keyword arguments");
				}
				default -> readEmbedded(name, json);
			}
		}
	}

	private void readEmbedded(String name, JsonCursor json) {
		switch (name) {
			case "callbacks" -> {
				this.callbacks = SignatureReader.readAll(json);
			}
			case "errbacks" -> {
				this.errbacks = SignatureReader.readAll(json);
			}
			case "chain" -> {
				this.chain = SignatureReader.readAll(json);
			}
			case "chord" -> {
				this.chord = json.isNull() ? null : SignatureReader.read(json);
			}
			default -> json.skip();
		}
	}

	private TaskBody body() {
		if (this.args == null && this.kwargs == null) {
			throw new JsonShapeException("the body is an object with neither 'args' nor 'kwargs'");
		}
		List<@Nullable Object> positional = (this.args != null) ? new ArrayList<>(this.args) : List.of();
		Map<String, @Nullable Object> keyword = (this.kwargs != null) ? new LinkedHashMap<>(this.kwargs) : Map.of();
		return new TaskBody(positional, keyword, new Embed(this.callbacks, this.errbacks, this.chain, this.chord));
	}

}
