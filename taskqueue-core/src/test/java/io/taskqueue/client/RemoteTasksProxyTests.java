package io.taskqueue.client;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

import io.taskqueue.AsyncResult;
import io.taskqueue.InvalidTaskException;
import io.taskqueue.RemoteTasks;
import io.taskqueue.ResultType;
import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.TaskClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RemoteTasksProxyTests {

	private final TaskClient tasks = Mockito.mock(TaskClient.class);

	private final Billing billing = RemoteTasksProxy.create(Billing.class, this.tasks);

	@Test
	void submitsByPrefixAndMethod() {
		this.billing.invoice(42, "x");

		assertThat(submitted()).isEqualTo(Signature.of("billing.invoice", new ResultType<Map<String, List<Integer>>>() {
		}, 42L, "x"));
	}

	@Test
	void submitsByNameAndQueue() {
		this.billing.remind();

		assertThat(submitted()).isEqualTo(Signature.of("legacy.remind", Void.class).queue("mails"));
	}

	@Test
	void returnsWhatTheClientReturns() {
		AsyncResult<Object> result = Mockito.mock();
		Mockito.when(this.tasks.submit(Mockito.<Signature<Object>>any())).thenReturn(result);

		assertThat(this.billing.remind()).isSameAs(result);
	}

	@Test
	void runsDefaultMethods() {
		this.billing.invoiceAll();

		assertThat(submitted().toMessage().args()).containsExactly(0L, "all");
	}

	@Test
	void isAnOrdinaryObject() {
		assertThat(Set.of(this.billing)).contains(this.billing);
		assertThat(this.billing).isNotEqualTo(RemoteTasksProxy.create(Billing.class, this.tasks))
			.hasToString("RemoteTasks[" + Billing.class.getName() + "]");
	}

	@Test
	void saysWhatIsWrong() {
		refuses(NotAnnotated.class, "must be an interface with @RemoteTasks");
		refuses(NoName.class, "has no task name");
		refuses(PlainReturn.class, "must return AsyncResult with the type of the result");
		refuses(RawReturn.class, "must return AsyncResult with the type of the result");
		refuses(WildcardReturn.class, "must return AsyncResult with the type of the result");
	}

	private void refuses(Class<?> type, String problem) {
		assertThatExceptionOfType(InvalidTaskException.class)
			.isThrownBy(() -> RemoteTasksProxy.create(type, this.tasks))
			.withMessageContaining(type.getName())
			.withMessageContaining(problem);
	}

	private Signature<?> submitted() {
		ArgumentCaptor<Signature<Object>> captor = ArgumentCaptor.captor();
		Mockito.verify(this.tasks).submit(captor.capture());
		return captor.getValue();
	}

	@RemoteTasks(prefix = "billing")
	interface Billing {

		AsyncResult<Map<String, List<Integer>>> invoice(long orderId, String title);

		@Task(name = "legacy.remind", queue = "mails")
		AsyncResult<Void> remind();

		default AsyncResult<Map<String, List<Integer>>> invoiceAll() {
			return invoice(0, "all");
		}

	}

	interface NotAnnotated {

	}

	@RemoteTasks
	interface NoName {

		AsyncResult<Void> run();

	}

	@RemoteTasks(prefix = "x")
	interface PlainReturn {

		String run();

	}

	@RemoteTasks(prefix = "x")
	@SuppressWarnings("rawtypes")
	interface RawReturn {

		AsyncResult run();

	}

	@RemoteTasks(prefix = "x")
	interface WildcardReturn {

		AsyncResult<?> run();

	}

}
