package io.taskqueue.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions without a resource, for one thread.
 */
final class PlainTransactions extends AbstractPlatformTransactionManager {

	boolean losesConnectionAtCommit;

	private @Nullable Object current;

	PlainTransactions() {
		setNestedTransactionAllowed(true);
	}

	@Override
	protected Object doGetTransaction() {
		return new Handle(this.current);
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return ((Handle) transaction).transaction != null;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.current = new Object();
		((Handle) transaction).transaction = this.current;
	}

	@Override
	protected Object doSuspend(Object transaction) {
		Object suspended = this.current;
		this.current = null;
		return suspended;
	}

	@Override
	protected void doResume(@Nullable Object transaction, Object suspended) {
		this.current = suspended;
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		if (this.losesConnectionAtCommit) {
			throw new TransactionSystemException("connection lost");
		}
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		this.current = null;
	}

	private static final class Handle implements SavepointManager {

		private @Nullable Object transaction;

		Handle(@Nullable Object transaction) {
			this.transaction = transaction;
		}

		@Override
		public Object createSavepoint() {
			return new Object();
		}

		@Override
		public void rollbackToSavepoint(Object savepoint) {
		}

		@Override
		public void releaseSavepoint(Object savepoint) {
		}

	}

}
