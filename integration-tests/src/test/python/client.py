"""A client process: it runs what it is sent, a line of JSON with Python code each, and answers with a line each.

The value of the last expression is the answer, or the exception with its classes.
"""

import ast
import json
import sys

import fleet
from fleet import app

scope = {'fleet': fleet, 'app': app, 'send': app.send_task}
exec('''
import math, time, uuid
from datetime import date, datetime, time as clock, timedelta, timezone
from decimal import Decimal
from celery import Celery, chain, signature
from celery.exceptions import TimeoutError

def call(name, *args, **options):
    return app.send_task(name, args, **options).get(timeout=20)
''', scope)


def run(code):
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, '<test>', 'exec'), scope)
    return eval(compile(ast.Expression(last.value), '<test>', 'eval'), scope) if last else None


def answer(code):
    try:
        return {'value': run(code)}
    except Exception as error:
        classes = [f'{c.__module__}.{c.__qualname__}' for c in type(error).__mro__]
        return {'raised': classes, 'text': str(error), 'arguments': error.args}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)
