import typer


def main(name: str = "you") -> None:
    """Say hello."""
    typer.echo(name)


typer.run(main)
