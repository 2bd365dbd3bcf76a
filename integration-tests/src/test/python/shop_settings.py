from kombu import Exchange, Queue

broker_url = 'amqp://guest:guest@localhost//'
result_backend = 'redis://localhost/0'

# A client declares each queue it publishes to. It must declare those of Java as Java created them.
task_queues = [
    Queue('celery'),
    Queue('invoices', Exchange('invoices', type='direct'), routing_key='invoices',
          queue_arguments={'x-queue-type': 'quorum'}),
]
task_routes = {'invoices.*': {'queue': 'invoices'}}
