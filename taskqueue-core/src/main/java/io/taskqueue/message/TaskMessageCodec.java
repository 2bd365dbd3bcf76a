package io.taskqueue.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Writes and reads task messages: Celery protocol 2 is written and read, protocol 1 is
 * read (protocol reference 3). Reading happens in two steps, so that a message can be
 * refused, delayed or given back by its headers alone. Pure: no I/O, no state. Arguments
 * that were read are {@link Json} and are written again byte for byte.
 *
 * @since 0.1.0
 */
public final class TaskMessageCodec {

	/**
	 * How large a body may be unless told otherwise, uncompressed: 64 MiB.
	 */
	public static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024 * 1024;

	private static final Set<String> PROTOCOL_1 = Set.of("task", "id", "group", "taskset", "group_index", "retries",
			"eta", "expires", "timelimit");

	private final PayloadCodec payloads;

	private final BodyBytes bodies;

	/**
	 * A codec that reads bodies up to {@link #DEFAULT_MAX_BODY_BYTES}.
	 * @param payloads writes arguments
	 */
	public TaskMessageCodec(PayloadCodec payloads) {
		this(payloads, DEFAULT_MAX_BODY_BYTES);
	}

	/**
	 * A codec that reads bodies up to a size.
	 * @param payloads writes arguments
	 * @param maxBodyBytes the largest body, uncompressed, in bytes
	 */
	public TaskMessageCodec(PayloadCodec payloads, int maxBodyBytes) {
		this.payloads = Objects.requireNonNull(payloads, "'payloads' must not be null");
		this.bodies = new BodyBytes(maxBodyBytes);
	}

	/**
	 * Write a task message. The display forms of the arguments are made up where the
	 * headers have none.
	 * @param task the task
	 * @return the message
	 * @throws PayloadException if an argument can't be written as JSON, a custom header
	 * bears a name or a type that Celery would misread, or the id is too long
	 */
	public Message encode(TaskMessage task) {
		List<Json> args = new ArrayList<>(task.body().args().size());
		task.body().args().forEach((value) -> args.add(this.payloads.write(value)));
		Map<String, Json> kwargs = new LinkedHashMap<>();
		task.body().kwargs().forEach((name, value) -> kwargs.put(name, this.payloads.write(value)));
		TaskHeaders headers = task.headers();
		String argsRepr = (headers.argsRepr() != null) ? headers.argsRepr() : PythonLiteral.tuple(args);
		String kwargsRepr = (headers.kwargsRepr() != null) ? headers.kwargsRepr() : PythonLiteral.dictionary(kwargs);
		return new Message(properties(task), HeaderWriter.write(headers, argsRepr, kwargsRepr),
				body(args, kwargs, task.body().embed()).utf8());
	}

	/**
	 * Write the arguments of a signature, and of those in its options, so that later
	 * changes of the objects make no difference to it.
	 * @param signature the signature
	 * @return the same signature with {@link Json} as arguments
	 * @throws PayloadException if an argument can't be written as JSON
	 */
	public SignatureMessage written(SignatureMessage signature) {
		List<@Nullable Object> args = new ArrayList<>(signature.args());
		args.replaceAll(this.payloads::write);
		Map<String, @Nullable Object> kwargs = new LinkedHashMap<>(signature.kwargs());
		kwargs.replaceAll((name, value) -> this.payloads.write(value));
		TaskOptions options = signature.options();
		SignatureMessage chord = options.chord();
		TaskOptions written = options.toBuilder()
			.link(options.link().stream().map(this::written).toList())
			.linkError(options.linkError().stream().map(this::written).toList())
			.chain(options.chain().stream().map(this::written).toList())
			.chord((chord != null) ? written(chord) : null)
			.build();
		return new SignatureMessage(signature.task(), args, kwargs, written, signature.subtaskType(),
				signature.immutable());
	}

	/**
	 * Read the headers. For protocol 1 this reads the body.
	 * @param message the message
	 * @return the headers
	 * @throws MalformedMessageException if the message is not a task
	 */
	public TaskHeaders headers(Message message) {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(message.headers());
		return read(headers, () -> {
			if (headers.get("task") == null) {
				addProtocol1(message, headers);
			}
			return new HeaderReader(headers).read();
		});
	}

	/**
	 * Read the body.
	 * @param message the message
	 * @return the body; arguments are {@link Json}
	 * @throws MalformedMessageException if the body can't be read
	 */
	public TaskBody body(Message message) {
		return read(message.headers(), () -> BodyReader.read(this.bodies.json(message)));
	}

	private static MessageProperties properties(TaskMessage task) {
		if (HeaderReader.isTooLong(task.headers().id())) {
			throw new PayloadException("A task id can't be longer than 255 bytes", null);
		}
		return new MessageProperties("application/json", "utf-8", true, task.priority(), task.headers().id(),
				task.replyTo());
	}

	private Json body(List<Json> args, Map<String, Json> kwargs, Embed embed) {
		JsonBuilder json = new JsonBuilder();
		json.startArray().value(args).value(kwargs).startObject();
		SignatureWriter signatures = new SignatureWriter(json, this.payloads);
		json.name("callbacks");
		signatures.writeAll(embed.callbacks());
		json.name("errbacks");
		signatures.writeAll(embed.errbacks());
		json.name("chain");
		signatures.writeAll(embed.chain());
		json.name("chord");
		signatures.writeOptional(embed.chord());
		return json.endObject().endArray().build();
	}

	private void addProtocol1(Message message, Map<String, @Nullable Object> found) {
		try (JsonCursor json = new JsonCursor(this.bodies.json(message))) {
			if (json.next() != JsonToken.START_OBJECT) {
				throw new JsonShapeException("there is no header 'task': this is no task message");
			}
			for (String name = json.nextMember(); name != null; name = json.nextMember()) {
				if (PROTOCOL_1.contains(name)) {
					found.put(name, json.plain());
				}
				else {
					json.skip();
				}
			}
		}
		if (found.containsKey("taskset")) {
			found.put("group", found.remove("taskset"));
		}
	}

	private static <T> T read(Map<String, @Nullable Object> headers, Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (JsonShapeException ex) {
			throw new MalformedMessageException("Malformed task message: " + ex.getMessage(), text(headers, "id"),
					text(headers, "task"), null);
		}
	}

	private static @Nullable String text(Map<String, @Nullable Object> headers, String name) {
		return (headers.get(name) instanceof String text && !text.isBlank()) ? text : null;
	}

}
