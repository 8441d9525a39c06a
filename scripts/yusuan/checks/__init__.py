"""The rules (勾稽关系) that every disclosure is held to; ``catalogue.CHECKS`` lists them in their order.

To add a rule: write a plain function from ``Evidence`` to outcomes in the module of its
family, declare a ``Check`` for it there, and test it on a planted contradiction.
"""
