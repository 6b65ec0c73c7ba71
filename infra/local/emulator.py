"""Runs MiniStack until the process that started it closes this one's standard input.

A pipe says it reliably: it closes when the starter stops it, and also when the starter is killed.
Then every function's process ends first, and this one last. State lives in memory, and the few files
in a temporary directory that goes with it. That lies outside the project, because a function must not
find the project's node_modules: what its bundle lacks has to be missing here as it is on AWS.

Seven things of the pinned version are mended on the way, each checked to be there before it is changed:

- After a call MiniStack waits 50 ms for log lines that may still come. Here the function's process marks
  the end of a call's log, so that a call takes as long as it takes, and no line slips into the next one's.
- A thrown error reaches its caller, such as a state machine's Retry and Catch, under the error's own name,
  as on AWS; MiniStack calls each of them Runtime.HandlerError.
- A task's limit may be an expression, as on AWS; MiniStack takes it for a number and fails the execution.
- A task that waits for a token fails when the function that got the token fails, as on AWS; MiniStack waits on
  until the limit.
- A policy's aws:PrincipalArn is the role's ARN, as on AWS; MiniStack compares the session's, so that a key's policy
  would shut out the very roles that it names.
- The mails that were given to SES are shown with their attachments; MiniStack drops them.
- A link to a version of an object answers with the headers that it asks for, as on AWS, so that a browser saves the
  file under its name; MiniStack heeds them only where no version is named.
"""

import atexit
import json
import os
import queue
import re
import shutil
import signal
import sys
import tempfile
import threading
import time

END_OF_LOG = "\u0001end-of-log"
LOG_DEADLINE_IN_SECONDS = 0.25

called = threading.local()
waiting = threading.local()


def mend_worker_script(script: str) -> str:
    """The program that runs inside a function's process, with its log's end marked and errors named."""
    for found, mended in (
        (
            "const _realStdoutWrite = process.stdout.write.bind(process.stdout);",
            "const _stdoutWriteAsIs = process.stdout.write.bind(process.stdout);\n"
            "const _realStdoutWrite = (line) => {\n"
            # What a function logs while it loads belongs to its first call.
            "  if (!line.startsWith('{\"status\":\"ready\"')) _stderrWrite('\\u0001end-of-log\\n');\n"
            "  return _stdoutWriteAsIs(line);\n"
            "};",
        ),
        (
            'status: "error", error: String(err.message || err), trace: err.stack || ""',
            'status: "error", error: String(err?.message ?? err), trace: String(err?.stack ?? ""), '
            'error_type: err instanceof Error ? err.name : typeof err',
        ),
        (
            'status: "error", error: e.message, trace: e.stack',
            'status: "error", error: String(e?.message ?? e), trace: String(e?.stack ?? ""), '
            'error_type: e instanceof Error ? e.name : typeof e',
        ),
    ):
        if script.count(found) != 1:
            sys.exit(f"emulator.py: this MiniStack isn't the one it was written for; not found once: {found}")
        script = script.replace(found, mended)
    return script


def drain_log(worker, **_waits) -> str:
    """A call's log lines: all up to the mark, or what came when the process died without one."""
    lines = []
    deadline = time.monotonic() + LOG_DEADLINE_IN_SECONDS
    while True:
        try:
            line = worker._stderr_queue.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return "\n".join(lines)
        if line == END_OF_LOG:
            return "\n".join(lines)
        lines.append(line)


def call_worker(call):
    def run(worker, *arguments, **options):
        response = call(worker, *arguments, **options)
        called.response = response
        return response

    return run


def execute_function(execute):
    def run(func, event, request_id):
        called.response = None
        result = execute(func, event, request_id)
        response = called.response or {}
        if result.get("error") and response.get("error_type"):
            result["body"]["errorType"] = response["error_type"]
            result["body"]["trace"] = response["trace"].split("\n")
        return result

    return run


def execute_task(states, execute):
    def run(state, given, execution, context):
        if isinstance(state.get("TimeoutSeconds"), str):
            limit = states._jsonata_state_field(state, "TimeoutSeconds", "number", given, context)
            state = {**state, "TimeoutSeconds": limit}
        return execute(state, given, execution, context)

    return run


def invoke_with_callback(invoke):
    def run(resource, given, token, state):
        waiting.token = token
        try:
            return invoke(resource, given, token, state)
        finally:
            waiting.token = None

    return run


def call_lambda(states, call):
    def run(function, event):
        try:
            return call(function, event)
        except states._ExecutionError as error:
            task = states._task_tokens.get(getattr(waiting, "token", None))
            if task is not None:
                task["error"] = {"Error": error.error, "Cause": error.cause}
                task["event"].set()
            raise

    return run


def resolve_condition_key(resolve):
    def run(key, context):
        value = resolve(key, context)
        if key.lower() != "aws:principalarn" or not isinstance(value, str):
            return value
        session = re.fullmatch(r"arn:([^:]+):sts::(\d+):assumed-role/([^/]+)/.+", value)
        return value if session is None else "arn:{}:iam::{}:role/{}".format(*session.groups())

    return run


def keep_attachments(send, kept):
    async def run(method, path, headers, body, query):
        response = await send(method, path, headers, body, query)
        if method == "POST" and path.rstrip("/").endswith("/outbound-emails") and response[0] == 200:
            message = json.loads(body).get("Content", {}).get("Simple", {})
            kept[json.loads(response[2])["MessageId"]] = message.get("Attachments", [])
        return response

    return run


def show_attachments(show, kept):
    async def run(method, path, headers, query):
        response = await show(method, path, headers, query)
        if response is None or response[0] != 200:
            return response
        shown = json.loads(response[2])
        for message in (each for messages in shown["messages"].values() for each in messages):
            message["Attachments"] = kept.get(message["MessageId"], [])
        return response[0], response[1], json.dumps(shown).encode()

    return run


def get_object(s3, get):
    def run(bucket_name, key, headers, query_params=None):
        response = get(bucket_name, key, headers, query_params)
        if response[0] == 200:
            s3._apply_response_overrides(response[1], query_params or {})
        return response

    return run


def use_own_directory() -> str:
    directory = tempfile.mkdtemp(prefix="first-buyer-emulator-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    tempfile.tempdir = directory
    os.environ.update(
        TMPDIR=directory,
        # A function's SDK would read the settings of the person who runs this.
        HOME=directory,
        STATE_DIR=os.path.join(directory, "state"),
        S3_DATA_DIR=os.path.join(directory, "s3"),
    )
    # Without it a package.json further up could make every function's CommonJS an ES module.
    with open(os.path.join(directory, "package.json"), "w", encoding="utf-8") as file:
        file.write('{"type":"commonjs"}')
    return directory


def mend(app, iam_evaluator, lambda_runtime, lambda_svc, s3, ses_v2, states) -> None:
    iam_evaluator._resolve_condition_key = resolve_condition_key(iam_evaluator._resolve_condition_key)
    lambda_runtime._NODEJS_WORKER_SCRIPT = mend_worker_script(lambda_runtime._NODEJS_WORKER_SCRIPT)
    lambda_runtime.Worker._drain_stderr_bounded = drain_log
    lambda_runtime.Worker.invoke = call_worker(lambda_runtime.Worker.invoke)
    lambda_svc._execute_function_warm = execute_function(lambda_svc._execute_function_warm)
    s3._get_object = get_object(s3, s3._get_object)
    states._execute_task = execute_task(states, states._execute_task)
    states._invoke_with_callback = invoke_with_callback(states._invoke_with_callback)
    states._call_lambda = call_lambda(states, states._call_lambda)
    attachments = {}
    ses_v2.handle_request = keep_attachments(ses_v2.handle_request, attachments)
    app._handle_ses_messages_request = show_attachments(app._handle_ses_messages_request, attachments)


def end_with_starter(directory: str) -> None:
    while os.read(0, 4096):
        pass
    # There are none while MiniStack is still being imported.
    lambda_runtime = sys.modules.get("ministack.core.lambda_runtime")
    pools = getattr(lambda_runtime, "_workers", {})
    # Each is waited for, so that no zombie stays where nobody collects them; then the whole group at once.
    processes = [worker._proc for pool in list(pools.values()) for worker in list(pool)]
    running = [process for process in processes if process is not None]
    for process in running:
        process.kill()
    for process in running:
        process.wait()
    shutil.rmtree(directory, ignore_errors=True)
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def run() -> None:
    directory = use_own_directory()
    threading.Thread(target=end_with_starter, args=(directory,), daemon=True, name="end-with-starter").start()
    # After that: MiniStack reads its environment while it is imported.
    from ministack import app
    from ministack.core import iam_evaluator, lambda_runtime
    from ministack.services import lambda_svc, s3, ses_v2, stepfunctions

    mend(app, iam_evaluator, lambda_runtime, lambda_svc, s3, ses_v2, stepfunctions)
    app.main()


if __name__ == "__main__":
    run()
