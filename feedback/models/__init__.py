from feedback.models.answer import Answer, AnswerScore
from feedback.models.comment import Comment
from feedback.models.local_practice import LocalPractice
from feedback.models.reader import Reader
from feedback.models.slip import Slip

__all__ = ["Answer", "AnswerScore", "Comment", "LocalPractice", "Reader", "Slip"]
