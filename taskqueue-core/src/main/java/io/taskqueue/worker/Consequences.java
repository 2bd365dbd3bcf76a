package io.taskqueue.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.taskqueue.client.DerivedIds;
import io.taskqueue.client.Lineage;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.message.Embed;
import io.taskqueue.message.Json;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskOptions;

/**
 * What follows an outcome: callbacks, the next step of a chain, errbacks (protocol
 * reference 6.3 to 6.5). Ids are decided before anything is stored or published and are
 * always the same for the same outcome. What can't be published is not lost: it becomes a
 * dead record.
 */
final class Consequences {

	private static final Set<String> COMPOSITES = Set.of("celery.chain", "celery.group", "celery.chord");

	private final TaskPublisher publisher;

	private final DeadLetters deadLetters;

	Consequences(TaskPublisher publisher, DeadLetters deadLetters) {
		this.publisher = publisher;
		this.deadLetters = deadLetters;
	}

	/**
	 * What follows a success.
	 * @param request the request
	 * @param embed what the message says
	 * @param result the result
	 * @return the plan
	 */
	Plan ofSuccess(Request request, Embed embed, Json result) {
		if (embed.callbacks().isEmpty() && embed.chain().isEmpty() && embed.chord() == null) {
			return Plan.NOTHING;
		}
		Draft draft = new Draft(request, result);
		for (int i = 0; i < embed.callbacks().size(); i++) {
			draft.add(embed.callbacks().get(i), "link", i);
		}
		if (!embed.chain().isEmpty()) {
			int last = embed.chain().size() - 1;
			SignatureMessage step = embed.chain().get(last);
			TaskOptions options = step.options().toBuilder().chain(embed.chain().subList(0, last)).build();
			draft.add(step.withOptions(options), "chain", last);
		}
		draft.addChord(embed.chord(), request.headers().group());
		return draft.plan();
	}

	/**
	 * What follows a failure.
	 * @param request the request
	 * @param embed what the message says
	 * @return the plan
	 */
	Plan ofFailure(Request request, Embed embed) {
		if (embed.errbacks().isEmpty() && embed.chain().isEmpty() && embed.chord() == null) {
			return Plan.NOTHING;
		}
		Draft draft = new Draft(request, request.id());
		for (int i = 0; i < embed.errbacks().size(); i++) {
			draft.add(embed.errbacks().get(i), "errback", i);
		}
		embed.chain().forEach((step) -> draft.addChord(step.options().chord(), step.options().groupId()));
		draft.addChord(embed.chord(), request.headers().group());
		return draft.plan();
	}

	/**
	 * Publish a plan.
	 * @param plan the plan
	 * @param request the request
	 * @param again whether it may have been published before
	 * @return completes when the broker has confirmed everything
	 */
	CompletionStage<?> publish(Plan plan, Request request, boolean again) {
		Lineage lineage = new Lineage(request.rootId(), request.id(), again || request.suspect());
		List<CompletableFuture<?>> stages = new ArrayList<>();
		plan.publications().forEach((signature) -> stages.add(publish(signature, request, lineage)));
		if (!plan.unsupported().isEmpty()) {
			stages.add(dead(request,
					"This version can't publish what follows the task: " + String.join(", ", plan.unsupported())));
		}
		return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new));
	}

	private CompletableFuture<?> publish(SignatureMessage signature, Request request, Lineage lineage) {
		return this.publisher.publish(signature, lineage)
			.<Object>thenApply((id) -> id)
			.exceptionallyCompose((error) -> Failures.passes(error) ? CompletableFuture.failedFuture(error)
					: dead(request, "Task '" + signature.task() + "' can't be published: " + Failures.unwrap(error)))
			.toCompletableFuture();
	}

	private CompletableFuture<Object> dead(Request request, String detail) {
		return this.deadLetters.record(request.delivery(), DeadReason.UNPUBLISHED, detail)
			.<Object>thenApply((done) -> detail)
			.toCompletableFuture();
	}

	/**
	 * What is to be published.
	 *
	 * @param publications tasks, each with its id and all arguments
	 * @param ids their ids
	 * @param unsupported what can't be published
	 */
	record Plan(List<SignatureMessage> publications, List<String> ids, List<String> unsupported) {

		static final Plan NOTHING = new Plan(List.of(), List.of(), List.of());

		boolean isEmpty() {
			return this.publications.isEmpty() && this.unsupported.isEmpty();
		}

	}

	/**
	 * A plan in the making.
	 */
	private static final class Draft {

		private final List<SignatureMessage> publications = new ArrayList<>();

		private final List<String> ids = new ArrayList<>();

		private final List<String> unsupported = new ArrayList<>();

		private final Request request;

		private final Object first;

		/**
		 * A draft.
		 * @param request the request
		 * @param first what is prepended to the arguments of what is not immutable
		 */
		Draft(Request request, Object first) {
			this.request = request;
			this.first = first;
		}

		void add(SignatureMessage signature, String kind, int position) {
			if (signature.subtaskType() != null || COMPOSITES.contains(signature.task())) {
				this.unsupported.add(kind + " " + signature.task());
				return;
			}
			String requested = signature.options().taskId();
			String id = (requested != null) ? requested : DerivedIds.derive(this.request.id(), kind, position);
			SignatureMessage applied = signature.immutable() ? signature : signature.withArgs(prepended(signature));
			this.publications.add(applied.withOptions(inherited(signature.options(), id)));
			this.ids.add(id);
		}

		void addChord(@Nullable SignatureMessage body, @Nullable String group) {
			if (body != null && group != null) {
				this.unsupported.add("chord " + body.task());
			}
		}

		Plan plan() {
			return new Plan(List.copyOf(this.publications), List.copyOf(this.ids), List.copyOf(this.unsupported));
		}

		private List<@Nullable Object> prepended(SignatureMessage signature) {
			List<@Nullable Object> args = new ArrayList<>(signature.args().size() + 1);
			args.add(this.first);
			args.addAll(signature.args());
			return args;
		}

		private TaskOptions inherited(TaskOptions own, String id) {
			Integer priority = this.request.delivery().message().properties().priority();
			Map<String, @Nullable Object> stamps = new LinkedHashMap<>(this.request.headers().stamps());
			stamps.putAll(own.stamps());
			return own.toBuilder()
				.taskId(id)
				.priority((own.priority() != null) ? own.priority() : priority)
				.stamps(stamps)
				.build();
		}

	}

}
