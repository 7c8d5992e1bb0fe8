"""Object storage for tests: moto speaks S3 over HTTP, on a free port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "pakketten"


@contextmanager
def object_storage() -> Iterator[dict[str, str]]:
    """An empty bucket, until the end of the block; gives the variables by which s3fs finds it."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        environ = {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "tests",
            "AWS_SECRET_ACCESS_KEY": "tests",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        boto3.client(
            "s3",
            endpoint_url=environ["AWS_ENDPOINT_URL"],
            aws_access_key_id="tests",
            aws_secret_access_key="tests",
            region_name="us-east-1",
        ).create_bucket(Bucket=BUCKET)
        yield environ
    finally:
        server.stop()
